// Everything Keywave needs in Azure: an identity without a password, the app, its database, and the bot's registration.

@minLength(4)
@maxLength(20)
param resourceBaseName string

@maxLength(42)
param botDisplayName string

param location string = resourceGroup().location
param webAppSku string = 'B1'
param databaseSku string = 'Standard_B1ms'

@secure()
@minLength(20)
param databasePassword string

param companyName string
param timeZone string
param deadline string
param helpdeskName string
param helpdeskEmail string
param helpdeskPhone string

var databaseUser = 'keywave'
var databaseName = 'keywave'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: resourceBaseName
  location: location
  sku: {
    name: databaseSku
    tier: 'Burstable'
  }
  properties: {
    version: '17'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: {
      storageSizeGB: 32
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
    network: {
      publicNetworkAccess: 'Enabled'
    }
  }

  resource keywave 'databases' = {
    name: databaseName
  }

  // 0.0.0.0 is Azure's word for "only what runs inside Azure".
  resource fromAzure 'firewallRules' = {
    name: 'from-azure'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: {
    name: webAppSku
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node src/main.ts'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      healthCheckPath: '/readyz'
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      NODE_ENV: 'production'
      PORT: '8080'
      WEBSITES_PORT: '8080'
      // The package is complete when it arrives: nothing is built in Azure.
      SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
      WEBSITE_RUN_FROM_PACKAGE: '1'
      BOT_ID: identity.properties.clientId
      BOT_TENANT_ID: identity.properties.tenantId
      BOT_TYPE: 'UserAssignedMSI'
      SECRET_DATABASE_URL: 'postgres://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}/${databaseName}?sslmode=verify-full'
      KEYWAVE_MODE: 'production'
      KEYWAVE_COMPANY_NAME: companyName
      KEYWAVE_TIME_ZONE: timeZone
      KEYWAVE_DEADLINE: deadline
      KEYWAVE_HELPDESK_NAME: helpdeskName
      KEYWAVE_HELPDESK_EMAIL: helpdeskEmail
      KEYWAVE_HELPDESK_PHONE: helpdeskPhone
    }
  }
}

module bot './botRegistration/azurebot.bicep' = {
  name: 'bot-registration'
  params: {
    resourceBaseName: resourceBaseName
    botDisplayName: botDisplayName
    botDomain: app.properties.defaultHostName
    identityClientId: identity.properties.clientId
    identityResourceId: identity.id
    identityTenantId: identity.properties.tenantId
  }
}

// teamsapp.yml writes these into env/.env.<environment>.
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = app.id
output BOT_DOMAIN string = app.properties.defaultHostName
output BOT_ID string = identity.properties.clientId
output BOT_OBJECT_ID string = identity.properties.principalId
output BOT_TENANT_ID string = identity.properties.tenantId
